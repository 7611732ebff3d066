package io.tarn.unify.match;

import io.tarn.model.identity.ComparisonKind;
import io.tarn.model.identity.MatchField;
import io.tarn.model.policy.MatchRule.Agreement;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Compares addresses on the web: whole, and by the host alone. What many records link to says little of each; how much,
 * the terms count.
 */
final class UrlComparer implements Comparer<UrlComparer.Url> {
    private static final int EQUAL = 1;
    private static final int HOST = 2;
    private static final int OTHER = 3;
    private static final String WWW = "www.";

    /**
     * An address without its scheme, its query and the way in which sites write their own name.
     *
     * @param hash of the host and the path
     */
    record Url(long hostHash, long hash) {}

    @Override
    public ComparisonKind kind() {
        return ComparisonKind.URL;
    }

    @Override
    public @Nullable Url prepare(RecordValues record, Words words) {
        String address = address(record.text(MatchField.URL));
        int end = address.indexOf('/');
        String host = end < 0 ? address : address.substring(0, end);
        boolean isHost = host.indexOf('.') > 0 && !host.endsWith(".");
        return isHost ? new Url(Hash.of(host), Hash.of(address)) : null;
    }

    /** The host and the path; empty where there is none. */
    private static String address(String raw) {
        String text = raw.strip().toLowerCase(Locale.ROOT);
        int scheme = text.indexOf("://");
        text = scheme < 0 ? text : text.substring(scheme + 3);
        int end = 0;
        while (end < text.length() && "?#".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        while (end > 0 && text.charAt(end - 1) == '/') {
            end--;
        }
        return text.substring(text.startsWith(WWW) && end > WWW.length() ? WWW.length() : 0, end);
    }

    @Override
    public List<MatchField> fields() {
        return List.of(MatchField.URL);
    }

    @Override
    public List<LevelDefault> levels() {
        return List.of(
                new LevelDefault("equal", 0.65, Agreement.EQUAL),
                new LevelDefault("same host", 0.15, Agreement.ALIKE),
                new LevelDefault("other", 0.2, Agreement.DIFFERENT));
    }

    @Override
    public int level(Url left, Url right) {
        return left.hash == right.hash ? EQUAL : left.hostHash == right.hostHash ? HOST : OTHER;
    }

    @Override
    public long equalKey(Url value) {
        return value.hash;
    }

    @Override
    public void terms(Url value, Term.Sink sink) {
        sink.term(Term.URL, value.hash, 1);
        sink.term(Term.URL_HOST, value.hostHash, 1);
    }

    @Override
    public void shared(Url left, Url right, int level, Term.Sink sink) {
        if (level == EQUAL) {
            sink.term(Term.URL, left.hash, 1);
        } else if (level == HOST) {
            sink.term(Term.URL_HOST, left.hostHash, 1);
        }
    }
}
