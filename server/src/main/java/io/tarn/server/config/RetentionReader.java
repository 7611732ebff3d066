package io.tarn.server.config;

import io.tarn.lake.table.TableName;
import io.tarn.loop.retain.RetainableTable;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code retention:} of {@code tarn.yaml}: for each table how long it keeps rows, such as {@code 400 days}. */
final class RetentionReader {
    private static final Pattern AGE = Pattern.compile("([1-9]\\d{0,4})\\s*(days?|weeks?|d|w)");
    private static final int DAYS_A_WEEK = 7;

    private RetentionReader() {}

    static Map<TableName, Duration> read(ConfigValues values) {
        Map<TableName, Duration> retention = new TreeMap<>();
        values.under(TarnConfig.RETENTION).forEach((table, text) -> {
            String key = TarnConfig.RETENTION + table;
            Optional<RetainableTable> known = RetainableTable.of(table);
            if (known.isEmpty()) {
                values.fault(key + " cannot be kept to: " + RetainableTable.refusal(table));
                return;
            }
            Matcher age = AGE.matcher(text.strip());
            if (age.matches()) {
                int days = Integer.parseInt(age.group(1)) * (age.group(2).startsWith("w") ? DAYS_A_WEEK : 1);
                retention.put(known.get().table(), Duration.ofDays(days));
            } else {
                values.fault(key + " is '" + text + "': use a number of days or weeks, such as 400 days");
            }
        });
        return retention;
    }
}
