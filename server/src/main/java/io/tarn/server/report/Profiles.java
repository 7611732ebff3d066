package io.tarn.server.report;

import java.util.List;

/**
 * The profiles that were found, by size and by what stands out.
 *
 * @param largest the profiles with most records, largest first
 * @param bridges links that alone held two groups together and were cut
 * @param unlinkable records that have too little in them to be linked to anything
 * @param quarantined identifiers that too many profiles share
 */
public record Profiles(
        List<SizeCount> sizes,
        List<LargeProfile> largest,
        List<Bridge> bridges,
        List<Unlinkable> unlinkable,
        List<Quarantined> quarantined) {
    public Profiles {
        sizes = List.copyOf(sizes);
        largest = List.copyOf(largest);
        bridges = List.copyOf(bridges);
        unlinkable = List.copyOf(unlinkable);
        quarantined = List.copyOf(quarantined);
    }

    /** How many profiles have so many records. */
    public record SizeCount(long records, long profiles) {}

    /**
     * A profile of many records.
     *
     * @param density links found over links possible, from 0 to 1
     * @param weakest the least weight among the links that hold it together, in bits
     */
    public record LargeProfile(
            String profileId, TaggedValue name, long records, long sources, double density, double weakest) {}

    /**
     * A link that was cut.
     *
     * @param why in words, without personal data
     */
    public record Bridge(
            SamplePair.RecordName left,
            SamplePair.RecordName right,
            double weight,
            long leftRecords,
            long rightRecords,
            String why) {}

    /** Records of one source that no threshold could link. */
    public record Unlinkable(String source, long records, String why) {}

    /** An identifier that joins nothing because too many share it. */
    public record Quarantined(TaggedValue identifier, long profiles, long records) {}
}
