package io.tarn.collect.tag;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.collect.normalize.WordLists;
import io.tarn.model.identity.SourceName;
import io.tarn.model.policy.SemanticTag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tags of columns as common systems export them, in several languages, under silent names and under false ones. */
final class TagCorpusTest {
    private static final int ROWS = 300;
    private static final double RIGHT_MIN = 0.99;

    /** A column: what it means, and the values it draws from. */
    private record Made(List<SemanticTag> right, List<String> values) {}

    @Test
    void findsWhatExportsOfCommonSystemsMean() {
        List<String> wrong = new ArrayList<>();
        int columns = 0;
        for (Map.Entry<String, Map<String, Made>> table : tables().entrySet()) {
            for (TagProposal proposal :
                    TableTagger.tag(sample(table.getValue())).proposals()) {
                Made made = table.getValue().getOrDefault(proposal.label(), new Made(List.of(), List.of()));
                columns++;
                if (!made.right().contains(proposal.tag())) {
                    wrong.add("\n" + table.getKey() + " " + proposal + " and not " + made.right());
                }
            }
        }

        assertThat(1 - (double) wrong.size() / columns).as("wrong: %s", wrong).isGreaterThanOrEqualTo(RIGHT_MIN);
    }

    private static TableSample sample(Map<String, Made> columns) {
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            List<@Nullable String> values = new ArrayList<>();
            int column = 0;
            for (Made made : columns.values()) {
                column++;
                int chance = Integer.rotateLeft((row + 1) * 0x9E3779B1 + column * 0x85EBCA6B, 13) >>> 4;
                String value = made.values().get(chance % made.values().size());
                values.add(filled(value, row, chance));
            }
            rows.add(values);
        }
        return TableSample.whole(new SourceName("x"), List.copyOf(columns.keySet()), rows);
    }

    /** A run of @ becomes the row's number, each # a digit by chance, from 1 so that months are months. */
    private static String filled(String pattern, int row, int chance) {
        StringBuilder out = new StringBuilder();
        int seed = chance;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '@' && pattern.indexOf('@') == i) {
                int end = i;
                while (end < pattern.length() && pattern.charAt(end) == '@') {
                    end++;
                }
                boolean mail = end < pattern.length() && pattern.substring(end).contains(".");
                out.append(String.format(java.util.Locale.ROOT, "%0" + Math.max(1, end - i) + "d", row))
                        .append(mail ? "@" : "");
                i = end - 1;
            } else if (c == '#') {
                seed = seed * 1103515245 + 12345;
                out.append(1 + (seed >>> 16) % 9);
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static Map<String, Map<String, Made>> tables() {
        Map<String, Map<String, Made>> tables = new LinkedHashMap<>();
        Map<String, Made> table = new LinkedHashMap<>();
        for (String line : WordLists.lines(TagCorpusTest.class, "corpus.txt")) {
            if (line.startsWith("[")) {
                table = new LinkedHashMap<>();
                tables.put(line.substring(1, line.length() - 1), table);
                continue;
            }
            String[] parts = line.split("; ", 3);
            List<SemanticTag> right = Arrays.stream(parts[1].split("\\|", -1))
                    .map(SemanticTag::valueOf)
                    .toList();
            table.put(parts[0], new Made(right, values(parts[2])));
        }
        return tables;
    }

    private static List<String> values(String text) {
        if (!text.startsWith("\"")) {
            return List.of(text.split(",", -1));
        }
        return Arrays.stream(text.substring(1, text.length() - 1).split("\",\"", -1))
                .toList();
    }
}
