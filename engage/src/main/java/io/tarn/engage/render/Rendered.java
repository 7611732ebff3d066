package io.tarn.engage.render;

import java.util.List;

/**
 * What a template became for one person.
 *
 * @param missing what it would have shown but the person has not, such as {@code profile.first_name at html line 3}
 */
public record Rendered(String subject, String html, String text, List<String> missing) {
    public Rendered {
        missing = List.copyOf(missing);
    }

    /** Without content. */
    @Override
    public String toString() {
        return "Rendered[" + html.length() + " characters, missing " + missing + "]";
    }
}
