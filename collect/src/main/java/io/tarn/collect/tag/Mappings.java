package io.tarn.collect.tag;

import io.tarn.collect.normalize.Previews;
import io.tarn.collect.normalize.Texts;
import io.tarn.model.policy.ColumnMapping;
import io.tarn.model.policy.SemanticTag;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes a whole proposal of a table's tags: rules, names of traits, key and time. */
public final class Mappings {
    private static final int TRAIT_NAME_MAX = 100;
    private static final Set<String> CHANGED =
            Set.of("updated", "update", "modified", "changed", "seen", "maj", "geandert");
    private static final Set<String> CREATED = Set.of(
            "created",
            "create",
            "creation",
            "signup",
            "registered",
            "registration",
            "timestamp",
            "ts",
            "erstellt",
            "joined",
            "opened",
            "order",
            "purchase",
            "event",
            "optin",
            "received",
            "captured");

    private Mappings() {}

    /** The proposal that follows from tags, which must be those of the table's columns in their order. */
    public static MappingProposal propose(TableSample table, TableTagger.Tagged tagged) {
        List<ColumnProfile> profiles = TableTagger.profiles(table, tagged.region());
        Set<SemanticTag> tags = EnumSet.noneOf(SemanticTag.class);
        tagged.proposals().forEach(proposal -> tags.add(proposal.tag()));
        Set<String> traits = new HashSet<>();
        List<ColumnProposal> columns = new ArrayList<>();
        Optional<String> key = Optional.empty();
        for (int i = 0; i < profiles.size(); i++) {
            ColumnProfile profile = profiles.get(i);
            ColumnSample sample = profile.sample();
            TagProposal tag = tagged.proposals().get(i);
            RuleProposals.Proposed proposed = RuleProposals.of(profile, tag.tag(), tags, tagged.region());
            String trait = unique(traitName(sample.label()), traits);
            ColumnMapping mapping = new ColumnMapping(
                    sample.column(), sample.path(), tag.tag(), proposed.type(), trait, proposed.rules());
            columns.add(new ColumnProposal(
                    mapping, tag, proposed.reasons(), Previews.of(sample.label(), proposed.rules(), values(sample))));
            if (tag.tag() == SemanticTag.RECORD_KEY && sample.unique() && key.isEmpty()) {
                key = Optional.of(sample.label());
            }
        }
        return new MappingProposal(
                table.source(), columns, key, observedAt(columns), tagged.region(), tagged.regionEvidence());
    }

    private static java.util.Map<String, Long> values(ColumnSample sample) {
        java.util.Map<String, Long> values = new java.util.TreeMap<>();
        for (String value : sample.values()) {
            if (value != null && !value.isEmpty()) {
                values.merge(value, 1L, Long::sum);
            }
        }
        return values;
    }

    private static Optional<String> observedAt(List<ColumnProposal> columns) {
        for (Set<String> words : List.of(CHANGED, CREATED)) {
            for (ColumnProposal column : columns) {
                boolean time = column.mapping().type() == io.tarn.model.policy.TraitType.TIMESTAMP;
                if (time && Headers.standard().mentions(column.mapping().label(), words)) {
                    return Optional.of(column.mapping().label());
                }
            }
        }
        return Optional.empty();
    }

    static String unique(String name, Set<String> taken) {
        String unique = name;
        for (int number = 2; !taken.add(unique); number++) {
            unique = name + "_" + number;
        }
        return unique;
    }

    /** A trait's name of a column's: small letters, digits and underscores, whatever the column's own script. */
    static String traitName(String label) {
        StringBuilder out = new StringBuilder();
        for (String word : HeaderWords.of(Texts.latin(label), Set.of())) {
            out.append(out.length() == 0 ? "" : "_");
            word.chars()
                    .filter(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
                    .forEach(c -> out.append((char) c));
        }
        if (out.length() == 0 || out.charAt(0) < 'a' || out.charAt(0) > 'z') {
            out.insert(0, "c_");
        }
        return out.length() > TRAIT_NAME_MAX ? out.substring(0, TRAIT_NAME_MAX) : out.toString();
    }
}
