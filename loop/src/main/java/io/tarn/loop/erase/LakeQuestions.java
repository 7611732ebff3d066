package io.tarn.loop.erase;

import io.tarn.lake.Lake;
import io.tarn.lake.LakeSession;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.TableContract;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.IdentifierType;
import io.tarn.model.identity.ProfileId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Questions about ids and identifiers to tables that may not exist: then the answer is empty. */
record LakeQuestions(Lake lake, LakeSession session) {
    List<ProfileId> ids(TableContract table, String sql, List<Object> values) {
        return isAbsent(table)
                ? List.of()
                : session.query(new Statement(sql, values), row -> new ProfileId(text(row.text(0))));
    }

    /** Type and value; what is longer than an identifier may be is left out. */
    List<Identifier> identifiers(TableContract table, String sql, List<Object> values) {
        if (isAbsent(table)) {
            return List.of();
        }
        List<Optional<Identifier>> found =
                session.query(new Statement(sql, values), row -> identifier(text(row.text(0)), text(row.text(1))));
        return found.stream().flatMap(Optional::stream).toList();
    }

    private static Optional<Identifier> identifier(String type, String value) {
        return value.isEmpty() || value.length() > Identifier.VALUE_LENGTH_MAX
                ? Optional.empty()
                : Optional.of(new Identifier(new IdentifierType(type), value));
    }

    boolean isAbsent(TableContract table) {
        return lake.find(table.name()).isEmpty();
    }

    static List<Object> texts(Collection<ProfileId> profiles) {
        List<Object> texts = new ArrayList<>();
        profiles.forEach(one -> texts.add(one.value()));
        return texts;
    }

    static String in(Collection<?> values) {
        return "(" + String.join(", ", Collections.nCopies(values.size(), "?")) + ")";
    }

    static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }
}
