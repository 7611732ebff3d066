package io.tarn.server.cli;

import io.tarn.lake.LakeSession;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.Column;
import io.tarn.server.House;
import io.tarn.server.cli.table.AnswerPrinter;
import io.tarn.server.cli.table.BoxPrinter;
import io.tarn.server.cli.table.CsvPrinter;
import io.tarn.server.cli.table.JsonPrinter;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Answers SQL over every table of the lake, as the newest complete run left it or as it was at an instant. */
@Command(
        name = "sql",
        mixinStandardHelpOptions = true,
        header = "Ask the tables in SQL.",
        description = {
            "Tables are named schema.table, such as gold.customers; 'tarn tables' lists them.",
            "What is asked is the newest complete run; a run in progress is not seen."
        })
final class SqlCommand implements Callable<Integer> {
    /** The form of an answer. */
    enum Format {
        table,
        csv,
        json
    }

    @Mixin
    private HomeOption home = new HomeOption();

    @Mixin
    private AsOfOption asOf = new AsOfOption();

    @Parameters(paramLabel = "SQL", description = "One statement, such as \"SELECT count(*) FROM gold.customers\".")
    private String sql = "";

    @Option(
            names = "--format",
            defaultValue = "table",
            paramLabel = "FORM",
            description = "table, csv or json (default: ${DEFAULT-VALUE}).")
    private Format format = Format.table;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        AnswerPrinter printer = switch (format) {
            case table -> new BoxPrinter(out);
            case csv -> new CsvPrinter(out);
            case json -> new JsonPrinter(out);
        };
        try (House house = House.open(home.home().existing());
                LakeSession session = house.lake().open(asOf.readPoint(house.runs()))) {
            ModelCommand.know(session, house, sql);
            Statement statement = Statement.of(sql);
            List<Column> columns = session.columns(statement);
            printer.begin(columns);
            session.forEach(statement, row -> {
                List<@Nullable Object> values = new ArrayList<>(columns.size());
                for (int i = 0; i < columns.size(); i++) {
                    values.add(row.value(i));
                }
                printer.row(values);
                return values;
            });
            printer.end();
        }
        return ExitCode.DONE.number();
    }
}
