package io.tarn.server.cli;

import io.tarn.lake.LakeSession;
import io.tarn.lake.dialect.Statement;
import io.tarn.loop.review.ReviewPair;
import io.tarn.model.identity.RecordName;
import io.tarn.model.policy.SemanticTag;
import io.tarn.server.report.Disclosure;
import io.tarn.server.report.FieldsCompared;
import io.tarn.server.report.TaggedValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the two records of a pair say, laid side by side. */
final class PairValues {
    private PairValues() {}

    /**
     * One field of both.
     *
     * @param left as it may be shown
     */
    record Field(String name, String left, String right, Agreement agreement) {}

    /** How two values agree. */
    enum Agreement {
        SAME,
        DIFFERENT,
        /** One of the two says nothing. */
        MISSING
    }

    /** The fields of which at least one record says something. */
    static List<Field> read(LakeSession session, ReviewPair pair, Disclosure disclosure) {
        List<SemanticTag> tags = FieldsCompared.all();
        List<@Nullable String> left = values(session, tags, pair.left().record());
        List<@Nullable String> right = values(session, tags, pair.right().record());
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < tags.size(); i++) {
            TaggedValue one = new TaggedValue(tags.get(i), left.get(i));
            TaggedValue other = new TaggedValue(tags.get(i), right.get(i));
            if (one.text() != null || other.text() != null) {
                fields.add(new Field(
                        FieldsCompared.words(tags.get(i)),
                        disclosure.lay(one),
                        disclosure.lay(other),
                        agreement(one.text(), other.text())));
            }
        }
        return fields;
    }

    private static Agreement agreement(@Nullable String one, @Nullable String other) {
        if (one == null || other == null) {
            return Agreement.MISSING;
        }
        return Objects.equals(one, other) ? Agreement.SAME : Agreement.DIFFERENT;
    }

    private static List<@Nullable String> values(LakeSession session, List<SemanticTag> tags, RecordName record) {
        String columns = tags.stream().map(FieldsCompared::column).collect(Collectors.joining(", "));
        List<List<@Nullable String>> found = session.query(
                Statement.of(
                        "SELECT " + columns + " FROM silver.records WHERE source = ? AND record_id = ?",
                        record.source(),
                        record.recordId()),
                row -> {
                    List<@Nullable String> values = new ArrayList<>();
                    for (int i = 0; i < tags.size(); i++) {
                        values.add(row.text(i));
                    }
                    return values;
                });
        if (!found.isEmpty()) {
            return found.getFirst();
        }
        List<@Nullable String> nothing = new ArrayList<>();
        tags.forEach(_ -> nothing.add(null));
        return nothing;
    }
}
