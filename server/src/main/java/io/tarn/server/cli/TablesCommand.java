package io.tarn.server.cli;

import io.tarn.lake.Lake;
import io.tarn.lake.TableState;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType;
import io.tarn.lake.table.Contracts;
import io.tarn.lake.table.TableContract;
import io.tarn.lake.table.TableName;
import io.tarn.lake.view.LakeView;
import io.tarn.lake.view.LakeViews;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.Suggestions;
import io.tarn.model.error.TarnException;
import io.tarn.server.House;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the contracts of the lake's tables, and how each table stands. */
@Command(
        name = "tables",
        mixinStandardHelpOptions = true,
        header = "Show the tables, what they mean and how they stand.",
        description = "Without a name: every table with its meaning, rows and version. With one: its columns.")
final class TablesCommand implements Callable<Integer> {
    @Mixin
    private HomeOption home = new HomeOption();

    @Parameters(arity = "0..1", paramLabel = "TABLE", description = "A table, such as gold.customers.")
    private @Nullable String table;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Map<TableName, TableState> states = states();
        if (table == null) {
            all(out, states);
        } else {
            one(out, table, states);
        }
        out.flush();
        return ExitCode.DONE.number();
    }

    private Map<TableName, TableState> states() {
        Map<TableName, TableState> states = new LinkedHashMap<>();
        if (Files.isDirectory(home.home().root())) {
            try (House house = House.open(home.home())) {
                Lake lake = house.lake();
                lake.tables().forEach(state -> states.put(state.name(), state));
            }
        }
        return states;
    }

    private static void all(PrintWriter out, Map<TableName, TableState> states) {
        Map<TableName, String> meanings = new LinkedHashMap<>();
        Contracts.ALL.forEach(contract -> meanings.put(contract.name(), contract.meaning()));
        TreeSet<TableName> names = new TreeSet<>(meanings.keySet());
        names.addAll(states.keySet());
        for (TableName name : names) {
            TableState state = states.get(name);
            String standing = state == null
                    ? "not made yet"
                    : String.format(Locale.ROOT, "%,d rows, version %d", state.rows(), state.version());
            out.printf(
                    Locale.ROOT, "%-24s %-32s %s%n", name, standing, meanings.getOrDefault(name, "A source as landed"));
        }
        for (LakeView view : LakeViews.ALL) {
            String asked = view.meaning() + "; 'tarn view " + view.word() + "' prints it for other engines";
            out.printf(Locale.ROOT, "%-24s %-32s %s%n", view.name(), "a view", asked);
        }
        out.println();
        out.println("'tarn tables TABLE' shows a table's columns.");
    }

    private static void one(PrintWriter out, String table, Map<TableName, TableState> states) {
        TableName name = TableName.of(table);
        Optional<TableContract> contract = Contracts.ALL.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst();
        TableState state = states.get(name);
        if (contract.isEmpty() && state == null) {
            throw unknown(table, states);
        }
        out.println(name + ": " + contract.map(TableContract::meaning).orElse("a source as landed"));
        contract.filter(known -> !known.key().isEmpty())
                .ifPresent(known -> out.println("One row for each " + String.join(", ", known.key()) + "."));
        if (state != null) {
            out.printf(
                    Locale.ROOT,
                    "%,d rows in %,d files, %,d bytes, version %d%n",
                    state.rows(),
                    state.files(),
                    state.bytes(),
                    state.version());
        }
        out.println();
        Map<String, Column> described = contract.stream()
                .flatMap(known -> known.columns().stream())
                .collect(Collectors.toMap(Column::name, column -> column));
        List<Column> columns = state == null ? contract.orElseThrow().columns() : state.columns();
        for (Column column : columns) {
            Column known = described.getOrDefault(column.name(), column);
            out.printf(
                    Locale.ROOT,
                    "  %-20s %-14s %s%s%n",
                    column.name(),
                    typeName(column.type()),
                    known.meaning(),
                    known.personal() ? "  [personal]" : "");
        }
    }

    private static TarnException unknown(String table, Map<TableName, TableState> states) {
        TreeSet<String> known = new TreeSet<>();
        Contracts.ALL.forEach(contract -> known.add(contract.name().toString()));
        states.keySet().forEach(name -> known.add(name.toString()));
        return new TarnException(
                ErrorCode.UNKNOWN_NAME,
                "There is no table '" + table + "'." + Suggestions.didYouMean(table, known) + " Known tables: "
                        + String.join(", ", known) + ".");
    }

    private static String typeName(ColumnType type) {
        return switch (type) {
            case ColumnType.Scalar scalar -> scalar.name().toLowerCase(Locale.ROOT);
            case ColumnType.ListOf list -> "list of " + typeName(list.element());
            case ColumnType.MapOf map -> "map to " + typeName(map.value());
            case ColumnType.StructOf struct ->
                struct.fields().stream()
                        .map(field -> field.name() + " " + typeName(field.type()))
                        .collect(Collectors.joining(", ", "(", ")"));
        };
    }
}
