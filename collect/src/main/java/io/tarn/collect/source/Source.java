package io.tarn.collect.source;

/** A place from which rows about customers come, again and again. */
public interface Source {
    /** What has come since; looks at the place, and reads of each file no more than is needed to know it again. */
    Arrivals arrivals(LandedFiles known);
}
