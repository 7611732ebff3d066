package io.tarn.connectors.source;

import io.tarn.connectors.ConnectorErrors;
import io.tarn.connectors.csv.CsvOptions;
import io.tarn.connectors.file.FileOptions;
import io.tarn.connectors.jdbc.JdbcPlace;
import io.tarn.model.error.Suggestions;
import io.tarn.model.policy.SourceDefinition;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a definition's options; all faults are told at once. */
final class SourceOptions {
    private static final List<String> FORMATS = List.of("auto", "csv", "json", "parquet", "delta", "jdbc");
    private static final List<String> FILE_OPTIONS =
            List.of("delimiter", "encoding", "escape", "header", "max-row-bytes", "quote");
    private static final List<String> JDBC_OPTIONS = List.of("password", "table", "user", "watermark");
    private static final Pattern SECRET = Pattern.compile("(?i)[?&;](password|pwd|sslpassword)=");
    private static final Pattern CREDENTIALS = Pattern.compile("(?i)jdbc:[^/]*//[^/@]*:[^/@]*@.*");
    private static final int ROW_BYTES_MIN = 1024;
    private static final int ROW_BYTES_MAX = 512 << 20;

    private final SourceDefinition definition;
    private final List<String> faults = new ArrayList<>();

    private SourceOptions(SourceDefinition definition) {
        this.definition = definition;
    }

    static FileOptions files(SourceDefinition definition) {
        SourceOptions options = new SourceOptions(definition);
        options.requireKnown(FILE_OPTIONS);
        String format = definition.format();
        if (!FORMATS.contains(format)) {
            options.faults.add("Format '" + format + "' is not known: formats are " + String.join(", ", FORMATS) + "."
                    + Suggestions.didYouMean(format, FORMATS));
        }
        int rowBytes = options.rowBytes();
        CsvOptions csv = new CsvOptions(
                options.character("delimiter"),
                options.character("quote"),
                options.choice("escape", "backslash", "doubled"),
                options.choice("header", "true", "false"),
                rowBytes);
        Optional<Charset> encoding = options.encoding();
        options.requireNoFault();
        boolean told = List.of("csv", "json", "parquet").contains(format);
        return new FileOptions(told ? Optional.of(format) : Optional.empty(), encoding, csv, rowBytes);
    }

    static JdbcPlace jdbc(SourceDefinition definition, Map<String, String> environment) {
        SourceOptions options = new SourceOptions(definition);
        options.requireKnown(JDBC_OPTIONS);
        if (!definition.place().startsWith("jdbc:")) {
            options.faults.add("The place of a database is an address such as jdbc:postgresql://host/database.");
        }
        if (SECRET.matcher(definition.place()).find()
                || CREDENTIALS.matcher(definition.place()).matches()) {
            options.faults.add("The address holds a password: take it out and name a reference with the option"
                    + " password, such as password=env:SHOP_PASSWORD.");
        }
        String table = definition.options().getOrDefault("table", "");
        if (table.isBlank()) {
            options.faults.add("Name the table with the option table, such as table=public.customers.");
        }
        Optional<String> password = options.secret(environment);
        options.requireNoFault();
        return new JdbcPlace(
                definition.place(),
                table,
                Optional.ofNullable(definition.options().get("watermark")),
                Optional.ofNullable(definition.options().get("user")),
                password);
    }

    private void requireKnown(List<String> known) {
        definition.options().keySet().stream()
                .sorted()
                .filter(option -> !known.contains(option))
                .forEach(option -> faults.add("Option '" + option + "' is not known here: options are "
                        + String.join(", ", known) + "." + Suggestions.didYouMean(option, known)));
    }

    private void requireNoFault() {
        if (!faults.isEmpty()) {
            throw ConnectorErrors.invalid(definition.name(), faults);
        }
    }

    private Optional<Byte> character(String option) {
        String value = definition.options().get(option);
        if (value == null) {
            return Optional.empty();
        }
        String meant = switch (value.toLowerCase(Locale.ROOT)) {
            case "tab", "\\t" -> "\t";
            case "none" -> "\0";
            case "blanks" -> " ";
            default -> value;
        };
        if (meant.length() != 1 || meant.charAt(0) >= 128) {
            faults.add(
                    "Option '" + option + "' is one ASCII character, or tab, blanks or none; '" + value + "' is not.");
            return Optional.empty();
        }
        return Optional.of((byte) meant.charAt(0));
    }

    /** Whether the first of two words was chosen. */
    private Optional<Boolean> choice(String option, String first, String second) {
        String value = definition.options().get(option);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.equals(first) && !value.equals(second)) {
            faults.add("Option '" + option + "' is " + first + " or " + second + ", not '" + value + "'.");
        }
        return Optional.of(value.equals(first));
    }

    private Optional<Charset> encoding() {
        String value = definition.options().get("encoding");
        if (value == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Charset.forName(value));
        } catch (IllegalArgumentException e) {
            faults.add("Encoding '" + value + "' is not known: use a name such as UTF-8, windows-1252, UTF-16LE.");
            return Optional.empty();
        }
    }

    private int rowBytes() {
        String value = definition.options().get("max-row-bytes");
        if (value == null) {
            return FileOptions.ROW_BYTES_DEFAULT;
        }
        try {
            long bytes = Long.parseLong(value);
            if (bytes >= ROW_BYTES_MIN && bytes <= ROW_BYTES_MAX) {
                return (int) bytes;
            }
        } catch (NumberFormatException e) {
            // Told below like any other value out of bounds.
        }
        faults.add("Option 'max-row-bytes' is a whole number from " + ROW_BYTES_MIN + " to " + ROW_BYTES_MAX + ", not '"
                + value + "'.");
        return FileOptions.ROW_BYTES_DEFAULT;
    }

    private Optional<String> secret(Map<String, String> environment) {
        String reference = definition.options().get("password");
        if (reference == null) {
            return Optional.empty();
        }
        if (!reference.startsWith("env:")) {
            faults.add("The password is a reference such as env:SHOP_PASSWORD, never the password itself.");
            return Optional.empty();
        }
        String variable = reference.substring("env:".length());
        String secret = environment.get(variable);
        if (secret == null) {
            faults.add("The password is in the environment variable " + variable + ", which is not set.");
        }
        return Optional.ofNullable(secret);
    }
}
