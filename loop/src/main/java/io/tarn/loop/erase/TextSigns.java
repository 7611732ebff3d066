package io.tarn.loop.erase;

import io.tarn.model.erasure.Subject;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.IdentifierType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How a person is found in text that nobody took apart, such as a row that could not be read: by identifiers that lead
 * to nobody else and are long enough not to be met by chance. A telephone number is found however it is spaced. The
 * expression means the same to Java and to the engines.
 */
final class TextSigns {
    /** What is shorter may stand in anybody's text. */
    private static final int LENGTH_MIN = 6;

    private static final int PHONE_DIGITS_MIN = 10;
    private static final int PHONE_DIGITS_TOLD = 9;

    private static final String BEFORE = "(?:^|[^0-9a-z_.+%-])";
    private static final String AFTER = "(?:$|[^0-9a-z_.-]|\\.(?:$|[^0-9a-z]))";

    private final Optional<String> expression;
    private final Optional<Pattern> pattern;

    private TextSigns(Collection<String> words, Collection<String> phones) {
        List<String> choices = new ArrayList<>();
        if (!words.isEmpty()) {
            choices.add(BEFORE
                    + words.stream().map(TextSigns::quoted).collect(Collectors.joining("|", "(?:", ")"))
                    + AFTER);
        }
        phones.forEach(phone -> choices.add(spaced(phone) + "(?:$|[^0-9])"));
        expression = choices.isEmpty() ? Optional.empty() : Optional.of("(?i)(?:" + String.join("|", choices) + ")");
        pattern = expression.map(Pattern::compile);
    }

    /** The signs of one person. */
    static TextSigns of(Subject subject) {
        List<String> words = new ArrayList<>();
        List<String> phones = new ArrayList<>();
        for (Identifier one : new TreeSet<>(subject.identifiers())) {
            if (one.value().length() >= LENGTH_MIN) {
                words.add(one.value());
            }
            String digits = one.value().replaceAll("[^0-9]", "");
            if (one.type().equals(IdentifierType.PHONE) && digits.length() >= PHONE_DIGITS_MIN) {
                phones.add(digits.substring(digits.length() - PHONE_DIGITS_TOLD));
            }
        }
        return new TextSigns(words, phones);
    }

    /** As {@link #of}, with names and ids as well: too much to delete data by, enough to delete a report. */
    static TextSigns ofReports(Subject subject) {
        List<String> words = new ArrayList<>(subject.names());
        subject.identifiers().forEach(one -> words.add(one.value()));
        subject.profiles().forEach(one -> words.add(one.value()));
        subject.records().forEach(one -> words.add(one.recordId()));
        words.removeIf(word -> word.length() < LENGTH_MIN);
        return new TextSigns(words, List.of());
    }

    /** The expression; empty when nothing tells the person in a text. */
    Optional<String> expression() {
        return expression;
    }

    boolean standIn(String text) {
        return pattern.filter(one -> one.matcher(text).find()).isPresent();
    }

    private static String quoted(String word) {
        StringBuilder quoted = new StringBuilder();
        word.codePoints().forEach(c -> {
            if (c < 128 && !Character.isLetterOrDigit(c)) {
                quoted.append('\\');
            }
            quoted.appendCodePoint(c);
        });
        return quoted.toString();
    }

    private static String spaced(String digits) {
        return String.join("[ ()/.-]{0,3}", digits.split(""));
    }
}
