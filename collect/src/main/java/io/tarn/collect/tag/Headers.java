package io.tarn.collect.tag;

import io.tarn.collect.normalize.Texts;
import io.tarn.collect.normalize.WordLists;
import io.tarn.model.policy.SemanticTag;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What headers say: the tags that a column's name speaks for, each with a weight. Immutable, safe to share. */
final class Headers {
    private static final List<String> IDS = List.of(
            "id",
            "ids",
            "no",
            "nr",
            "num",
            "number",
            "key",
            "ref",
            "reference",
            "uuid",
            "guid",
            "code",
            "nummer",
            "numero",
            "identifier",
            "kennung");
    /** Words around a phrase that change nothing of its meaning. */
    private static final Set<String> NEUTRAL = Texts.folded(
            "fake",
            "raw",
            "clean",
            "cleaned",
            "old",
            "new",
            "orig",
            "original",
            "primary",
            "main",
            "default",
            "text",
            "txt",
            "str",
            "string",
            "field",
            "col",
            "column",
            "val",
            "value",
            "c",
            "current",
            "norm",
            "normalized",
            "normalised",
            "full",
            "standard",
            "customer",
            "cust",
            "contact",
            "client",
            "user",
            "person",
            "home",
            "billing",
            "shipping",
            "mailing",
            "delivery",
            "properties",
            "property",
            "traits",
            "context",
            "attributes",
            "data",
            "details",
            "personal",
            "profile",
            "cleansed",
            "std",
            "member",
            "subscriber",
            "private",
            "work",
            "business",
            "other",
            "alt",
            "alternate",
            "secondary",
            "kunde",
            "kunden",
            "cliente",
            "lead",
            "account",
            "shopper",
            "buyer",
            "recipient",
            "patient",
            "hs",
            "merge",
            "info",
            "fld",
            "f",
            "hash",
            "клиента",
            "покупателя",
            "客户",
            "客戶",
            "用户",
            "会员",
            "联系人",
            "顧客",
            "고객",
            "musteri",
            "zakaznika");

    private static final Headers STANDARD = new Headers(WordLists.lines(Headers.class, "headers.txt"));

    private final Map<String, Set<SemanticTag>> phrases = new HashMap<>();
    private final Set<String> words = new HashSet<>();

    private Headers(List<String> lines) {
        for (String line : lines) {
            int colon = line.indexOf(':');
            SemanticTag tag = SemanticTag.valueOf(line.substring(0, colon));
            for (String phrase : line.substring(colon + 1).split(",", -1)) {
                for (String each : expanded(phrase.trim())) {
                    List<String> said = HeaderWords.ofPhrase(each);
                    phrases.computeIfAbsent(String.join(" ", said), _ -> new HashSet<>())
                            .add(tag);
                    words.addAll(said);
                }
            }
        }
        words.addAll(NEUTRAL);
    }

    static Headers standard() {
        return STANDARD;
    }

    /** A phrase that was found in a header. */
    record Match(SemanticTag tag, double weight, String phrase) {}

    /** The strongest match of each tag; the weight is 1 when the phrase is the whole name. */
    Map<SemanticTag, Match> read(String header) {
        List<String> name = HeaderWords.of(header, words);
        List<int[]> spans = spans(name);
        Map<SemanticTag, Match> best = new EnumMap<>(SemanticTag.class);
        for (int[] span : spans) {
            if (spans.stream().anyMatch(other -> isInside(span, other))) {
                continue;
            }
            String phrase = phrase(name, span[0], span[1]);
            double weight = weight(name, span[0], span[1]);
            for (SemanticTag tag : phrases.getOrDefault(phrase, Set.of())) {
                best.merge(tag, new Match(tag, weight, phrase), (a, b) -> a.weight() >= b.weight() ? a : b);
            }
        }
        return best;
    }

    /** Whether the header says anything at all. */
    boolean isSilent(String header) {
        return read(header).isEmpty();
    }

    /** Whether the words of the header hold one of these. */
    boolean mentions(String header, Set<String> sought) {
        return HeaderWords.of(header, words).stream().anyMatch(sought::contains);
    }

    private List<int[]> spans(List<String> name) {
        List<int[]> spans = new ArrayList<>();
        for (int start = 0; start < name.size(); start++) {
            for (int end = start + 1; end <= name.size(); end++) {
                if (phrases.containsKey(phrase(name, start, end))) {
                    spans.add(new int[] {start, end});
                }
            }
        }
        return spans;
    }

    private static boolean isInside(int[] span, int[] other) {
        return other[0] <= span[0] && span[1] <= other[1] && other[1] - other[0] > span[1] - span[0];
    }

    /** The later a phrase stands, the more it is what the name is about: the rest tells whose or which. */
    private static double weight(List<String> name, int start, int end) {
        double weight = 1;
        for (int i = 0; i < start; i++) {
            weight *= NEUTRAL.contains(name.get(i)) || Texts.isDigits(name.get(i)) ? 0.98 : 0.92;
        }
        for (int i = end; i < name.size(); i++) {
            weight *= NEUTRAL.contains(name.get(i)) || Texts.isDigits(name.get(i)) ? 0.95 : 0.55;
        }
        return weight;
    }

    private static String phrase(List<String> name, int start, int end) {
        return String.join(" ", name.subList(start, end));
    }

    private static List<String> expanded(String phrase) {
        if (!phrase.contains("<id>")) {
            return List.of(phrase);
        }
        return IDS.stream().map(id -> phrase.replace("<id>", id)).toList();
    }
}
