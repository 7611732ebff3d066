package io.tarn.audience;

/**
 * Where a part of an expression stands in what a person wrote: for messages alone.
 *
 * <p>All places are equal, so that two expressions that say the same are equal wherever their parts stand.
 *
 * @param line from 1; 0 where only the path is known
 * @param column in characters (code points), from 1
 * @param path in a tree form, such as {@code where.all[1]}; empty in the text form
 */
public record Place(int line, int column, String path) {
    /** The place of what nobody wrote. */
    public static final Place NONE = new Place(0, 0, "");

    /** A place in the text form. */
    public static Place at(int line, int column) {
        return new Place(line, column, "");
    }

    /** A place in a tree form. */
    public static Place in(String path) {
        return new Place(0, 0, path);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Place;
    }

    @Override
    public int hashCode() {
        return 0;
    }

    /** {@code 1:14}, the path, or nothing. */
    @Override
    public String toString() {
        return line > 0 ? line + ":" + column : path;
    }
}
