package io.tarn.server.report;

import java.util.List;
import java.util.Optional;

/** How pairs were found, and how they were weighed. */
public record Matching(Blocking blocking, Model model, WeightSpread weights) {
    /**
     * Which pairs were compared at all.
     *
     * @param possible how many pairs there are without blocking
     * @param compared distinct pairs over all keys
     * @param recall the estimated share of true pairs that some key brings together
     */
    public record Blocking(List<BlockingKey> keys, double possible, long compared, Optional<Double> recall) {
        public Blocking {
            keys = List.copyOf(keys);
        }
    }

    /**
     * A value that two records must share to be compared.
     *
     * @param pairs pairs that it brings together and no key before it
     * @param links how many of them were linked
     * @param leftOut records that it passed over because too many share one value
     */
    public record BlockingKey(String key, long pairs, long links, long leftOut) {}

    /**
     * What agreement is worth.
     *
     * @param prior the estimated chance that two random records are one person
     * @param version a hash of it
     * @param training how it was trained, in one sentence
     */
    public record Model(String version, double prior, String training, List<Comparison> comparisons) {
        public Model {
            comparisons = List.copyOf(comparisons);
        }

        /** The weight with which two random records start, in bits. */
        public double priorBits() {
            double held = Math.clamp(prior, 1e-15, 1 - 1e-15);
            return Math.log(held / (1 - held)) / Math.log(2);
        }
    }

    /** One thing that two records are compared by, and how alike they can be in it. */
    public record Comparison(String name, List<Level> levels) {
        public Comparison {
            levels = List.copyOf(levels);
        }
    }

    /**
     * A degree of likeness.
     *
     * @param m the probability of it among pairs of one person
     * @param u the probability of it among pairs of two persons
     * @param household its probability among pairs of two persons of one household, where the model knows it
     * @param weight log2(m/u)
     */
    public record Level(String label, double m, double u, Optional<Double> household, double weight) {}

    /** How the weights of all compared pairs are spread, and where the lines are drawn. */
    public record WeightSpread(List<Bin> bins, List<Threshold> thresholds) {
        public WeightSpread {
            bins = List.copyOf(bins);
            thresholds = List.copyOf(thresholds);
        }
    }

    /**
     * Pairs whose weight is at least {@code from} and less than {@code to}.
     *
     * @param samePerson how many of them are one person, by the model's estimate
     */
    public record Bin(double from, double to, long pairs, double samePerson) {}

    /**
     * A line between bands.
     *
     * @param name what lies above it, such as "automatic"
     * @param why what it was chosen for, in one sentence
     */
    public record Threshold(String name, double weight, String why) {}
}
