package io.tarn.server.report;

import io.tarn.server.report.Matching.Bin;
import io.tarn.server.report.Matching.Blocking;
import io.tarn.server.report.Matching.BlockingKey;
import io.tarn.server.report.Matching.Comparison;
import io.tarn.server.report.Matching.Level;
import io.tarn.server.report.Matching.Model;
import io.tarn.server.report.Matching.Threshold;
import io.tarn.server.report.Matching.WeightSpread;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How the retailer's records were compared. */
final class TestingMatching {
    private static final double LN2 = Math.log(2);

    private TestingMatching() {}

    static Matching matching() {
        Blocking blocking = new Blocking(
                List.of(
                        new BlockingKey("E-mail", 402_118, 98_204, 1_204),
                        new BlockingKey("Phone", 71_022, 20_118, 0),
                        new BlockingKey("Last name (sound) and birth date", 98_310, 24_902, 0),
                        new BlockingKey("First name, last name's start and postcode", 220_114, 30_044, 482),
                        new BlockingKey("Street, house number and birth year", 61_870, 6_952, 120)),
                151_872.0 * 151_871 / 2,
                853_434,
                Optional.of(0.984));
        return new Matching(blocking, model(), spread());
    }

    private static Model model() {
        return new Model(
                "m-4be1c09a",
                2.4e-5,
                "The model was trained on these records alone, in 14 rounds.",
                List.of(
                        new Comparison(
                                "Name",
                                List.of(
                                        level("the same, in full", .62, .00002),
                                        level("the same with a nickname", .07, .00004),
                                        level("first and last reversed", .02, .00001),
                                        level("last name same, first alike", .12, .0004),
                                        level("last name same", .09, .004),
                                        level("alike", .05, .003),
                                        level("different", .03, .9925))),
                        new Comparison(
                                "E-mail",
                                List.of(
                                        level("the same", .54, .000008),
                                        level("same but for dots or plus", .03, .000004),
                                        level("same user, other provider", .08, .0001),
                                        level("alike", .03, .0006),
                                        level("different", .32, .99929))),
                        new Comparison(
                                "Phone",
                                List.of(
                                        level("the same", .48, .000012),
                                        level("last seven digits", .04, .00002),
                                        level("one digit off", .05, .00008),
                                        level("different", .43, .99989))),
                        new Comparison(
                                "Birth date",
                                List.of(
                                        level("the same", .83, .00005),
                                        level("day and month swapped", .03, .00009),
                                        level("one digit off", .07, .0012),
                                        level("same year", .02, .017),
                                        level("within ten years", .02, .21),
                                        level("different", .03, .77166))),
                        new Comparison(
                                "Address",
                                List.of(
                                        level("the same", .58, .00003),
                                        level("same street", .09, .0002),
                                        level("same postcode", .12, .0011),
                                        level("same city", .06, .031),
                                        level("different", .15, .96767))),
                        new Comparison(
                                "Gender", List.of(level("the same", .985, .501), level("different", .015, .499)))));
    }

    private static Level level(String label, double m, double u) {
        return new Level(label, m, u, Optional.of((m + u) / 3), Math.log(m / u) / LN2);
    }

    private static WeightSpread spread() {
        List<Bin> bins = new ArrayList<>();
        for (int at = -34; at < 58; at += 2) {
            double two =
                    610_000 * Math.exp(-Math.pow((at + 17) / 7.2, 2)) + 30 * Math.exp(-Math.pow((at - 2) / 9.0, 2));
            double one =
                    24_000 * Math.exp(-Math.pow((at - 31) / 11.0, 2)) + 900 * Math.exp(-Math.pow((at - 10) / 8.0, 2));
            long pairs = Math.round((two + one) / 4);
            bins.add(new Bin(at, at + 2, pairs, one / 4));
        }
        return new WeightSpread(
                bins,
                List.of(
                        new Threshold("for review", 2.1, "Between the two lines a person decides."),
                        new Threshold(
                                "one person",
                                9.6,
                                "At most one link in a hundred is estimated to be wrong above it.")));
    }
}
