package io.tarn.server.audience;

import io.tarn.audience.AudienceDefinition;
import io.tarn.audience.Problem;
import io.tarn.audience.bind.BindResult;
import io.tarn.audience.parse.ExpressionParser;
import io.tarn.audience.parse.ParseResult;
import io.tarn.server.config.DefinitionFile;
import io.tarn.wire.audience.AudienceDefinitionCodec;
import java.util.List;

/**
 * What was found out about one file.
 *
 * @param file its name, such as {@code audiences/vip.yaml}
 * @param where the text that places of problems point into; empty for a tree
 * @param faults what is wrong, each with its place
 * @param notes why it cannot be kept live
 * @param unreadable what is wrong with the file as a whole; empty where it can be read
 */
public record CheckedAudience(String file, String where, List<Problem> faults, List<Problem> notes, String unreadable) {
    public CheckedAudience {
        faults = List.copyOf(faults);
        notes = List.copyOf(notes);
    }

    static CheckedAudience of(DefinitionFile.Sound<AudienceDefinition> file, BindResult bound) {
        String where = AudienceDefinitionCodec.where(file.text());
        return switch (bound) {
            case BindResult.Live _ -> new CheckedAudience(shown(file), where, List.of(), List.of(), "");
            case BindResult.LakeOnly only -> new CheckedAudience(shown(file), where, List.of(), only.reasons(), "");
            case BindResult.Refused refused ->
                new CheckedAudience(shown(file), where, refused.problems(), List.of(), "");
        };
    }

    /** What is wrong with the text of who belongs is told with its place; what else is, as a whole. */
    static CheckedAudience of(DefinitionFile.Faulty<AudienceDefinition> file) {
        String where = AudienceDefinitionCodec.where(file.text());
        return !where.isEmpty() && ExpressionParser.parse(where) instanceof ParseResult.Unreadable(Problem problem)
                ? new CheckedAudience(shown(file), where, List.of(problem), List.of(), "")
                : new CheckedAudience(
                        shown(file),
                        where,
                        List.of(),
                        List.of(),
                        String.valueOf(file.fault().getMessage()));
    }

    private static String shown(DefinitionFile<AudienceDefinition> file) {
        return "audiences/" + file.path().getFileName();
    }

    public boolean isSound() {
        return faults.isEmpty() && unreadable.isEmpty();
    }
}
