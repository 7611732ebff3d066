package io.tarn.collect.tag;

import io.tarn.model.identity.SourceName;
import io.tarn.model.policy.ColumnMapping;
import io.tarn.model.policy.NormalizationRule;
import io.tarn.model.policy.SemanticTag;
import io.tarn.model.policy.SourceDefinition;
import io.tarn.model.policy.TraitType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Columns of one source that may hold the keys of another's persons, by what they are called: the customer of an order.
 * Whether they do, their values tell. Where they do, the key is an identifier of the person.
 */
public final class KeyReferences {
    /** Whose records say who a person is. */
    private static final Set<SemanticTag> PERSONAL = Set.of(
            SemanticTag.EMAIL, SemanticTag.PHONE, SemanticTag.FULL_NAME, SemanticTag.LAST_NAME, SemanticTag.FIRST_NAME);

    private static final Set<SemanticTag> IDENTIFIERS = Set.of(SemanticTag.EXTERNAL_ID, SemanticTag.USER_ID);

    /** Whoever has to do with a record, but is not whom it is about. */
    private static final Set<String> OTHERS = Set.of(
            "employee",
            "staff",
            "agent",
            "rep",
            "seller",
            "manager",
            "owner",
            "assignee",
            "assigned",
            "parent",
            "referrer",
            "referred",
            "sponsor",
            "creator",
            "created",
            "updated",
            "vendor",
            "supplier",
            "driver",
            "author",
            "approver");

    private static final double CONFIDENCE = 0.9;

    /** A shorter word, such as {@code id}, is no name of a source. */
    private static final int STEM_MIN = 3;

    private KeyReferences() {}

    /**
     * A column that may refer to the records of another source.
     *
     * @param kind what its values and the keys are, as identifiers of a person
     */
    public record Reference(SourceDefinition from, ColumnMapping column, SourceDefinition to, SemanticTag kind) {
        /** The key of the records that are referred to. */
        public String key() {
            return to.key().orElseThrow();
        }

        /** Whether the column is called after the source that it refers to, such as {@code customer_id} and customers. */
        public boolean isByName() {
            List<String> called = words(to.name().value());
            return words(column.label()).stream()
                    .anyMatch(word ->
                            called.stream().anyMatch(other -> other.startsWith(word) || word.startsWith(other)));
        }

        private static List<String> words(String name) {
            return Arrays.stream(name.toLowerCase(Locale.ROOT).split("[^\\p{L}]+"))
                    .filter(word -> word.length() >= STEM_MIN)
                    .toList();
        }

        /** Whether the referring column is the key of its own source, too: one record a person in both. */
        public boolean isByKey() {
            return isKey(from, column);
        }
    }

    /** Every column that may refer, by tags and names alone. */
    public static List<Reference> among(List<SourceDefinition> sources) {
        List<Reference> references = new ArrayList<>();
        for (SourceDefinition from : sources) {
            for (ColumnMapping column : from.columns()) {
                Optional<SemanticTag> kind = kind(from, column);
                sources.stream()
                        .filter(to -> !to.name().equals(from.name()))
                        .filter(to -> kind.isPresent() && isReferable(to, kind.get()))
                        .map(to -> new Reference(from, column, to, kind.orElseThrow()))
                        .forEach(references::add);
            }
        }
        return references;
    }

    /** What a column's values would identify a person as, where it may hold keys of another source. */
    private static Optional<SemanticTag> kind(SourceDefinition source, ColumnMapping column) {
        if (Headers.standard().mentions(name(column), OTHERS)) {
            return Optional.empty();
        }
        Set<SemanticTag> said = Headers.standard().read(name(column)).keySet();
        boolean isOwnKey = isKey(source, column) && column.path().isEmpty() && column.tag() == SemanticTag.RECORD_KEY;
        SemanticTag kind =
                isOwnKey && said.contains(SemanticTag.USER_ID) ? SemanticTag.USER_ID : SemanticTag.EXTERNAL_ID;
        if (isOwnKey) {
            return said.contains(kind) && !has(source, kind) ? Optional.of(kind) : Optional.empty();
        }
        return IDENTIFIERS.contains(column.tag()) && said.contains(column.tag())
                ? Optional.of(column.tag())
                : Optional.empty();
    }

    private static String name(ColumnMapping column) {
        return column.path().isEmpty() ? column.column() : column.column() + " " + String.join(" ", column.path());
    }

    private static boolean isReferable(SourceDefinition source, SemanticTag kind) {
        return source.key().isPresent()
                && !has(source, kind)
                && source.columns().stream().anyMatch(column -> PERSONAL.contains(column.tag()))
                && source.columns().stream()
                        .anyMatch(
                                column -> isKey(source, column) && column.path().isEmpty());
    }

    private static boolean isKey(SourceDefinition source, ColumnMapping column) {
        return source.key().filter(column.label()::equals).isPresent();
    }

    private static boolean has(SourceDefinition source, SemanticTag tag) {
        return source.columns().stream().anyMatch(column -> column.tag() == tag);
    }

    /** By which the key of a source is an identifier, too, for which a trait is named as in the source that refers. */
    public static ColumnProposal identifier(SourceDefinition source, Reference reference) {
        String key = source.key().orElseThrow();
        Set<String> traits = new HashSet<>();
        source.columns().forEach(column -> traits.add(column.trait()));
        String trait = Mappings.unique(Mappings.traitName(reference.column().label()), traits);
        ColumnMapping mapping = new ColumnMapping(
                key,
                List.of(),
                reference.kind(),
                TraitType.STRING,
                trait,
                List.of(new NormalizationRule.Unicode(), new NormalizationRule.Trim()));
        SourceName other = source.name().equals(reference.to().name())
                ? reference.from().name()
                : reference.to().name();
        String reason = "its values are those of a column of '" + other + "'";
        return new ColumnProposal(
                mapping,
                new TagProposal(key, reference.kind(), CONFIDENCE, List.of(reason), SemanticTag.RECORD_KEY),
                List.of(),
                List.of());
    }
}
