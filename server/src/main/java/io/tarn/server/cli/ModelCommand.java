package io.tarn.server.cli;

import io.tarn.lake.LakeSession;
import io.tarn.lake.table.IdentityTables;
import io.tarn.lake.table.SilverTables;
import io.tarn.loop.LoopErrors;
import io.tarn.loop.gold.PairScoring;
import io.tarn.server.House;
import io.tarn.server.config.Project;
import io.tarn.unify.match.ModelSql;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the match model for those who want to run it, or read it, themselves. */
@Command(name = "model", mixinStandardHelpOptions = true, header = "Print the newest match model as SQL.")
final class ModelCommand {
    private static final String RECORDS =
            "SELECT source || ':' || record_id AS record_key, * FROM " + SilverTables.RECORDS.name();
    private static final String PAIRS = "SELECT left_source || ':' || left_record_id AS left_key,"
            + " right_source || ':' || right_record_id AS right_key FROM " + IdentityTables.LINKS.name();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(
            name = "sql",
            mixinStandardHelpOptions = true,
            header = "One query that scores pairs of records to the bits of a run.",
            description = {
                "As printed it scores the pairs of identity.links; put other pairs in its second part.",
                "'tarn sql' knows the functions that it calls: they are the comparers of matching themselves."
            })
    int sql(@Mixin HomeOption home, @Mixin AsOfOption asOf) {
        PrintWriter out = spec.commandLine().getOut();
        try (House house = House.open(home.home().existing());
                LakeSession session = house.lake().open(asOf.readPoint(house.runs()))) {
            out.println(newest(session, house).query(RECORDS, PAIRS));
            out.flush();
        }
        return ExitCode.DONE.number();
    }

    /** Makes the functions of the newest model known to a session whose SQL calls any. */
    static void know(LakeSession session, House house, String sql) {
        if (sql.contains(ModelSql.PREFIX)) {
            newest(session, house).functions().forEach(session::register);
        }
    }

    private static ModelSql newest(LakeSession session, House house) {
        return PairScoring.sql(session, new Project(house.home().project()).matching())
                .orElseThrow(LoopErrors::noModel);
    }
}
