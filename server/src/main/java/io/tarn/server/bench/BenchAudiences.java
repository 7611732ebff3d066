package io.tarn.server.bench;

import io.tarn.server.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Audiences to measure with: of five, two look at what computed traits count anyway, one at a window of its own, one at
 * recency, one at a trait.
 */
final class BenchAudiences {
    private static final int KINDS = 5;

    private BenchAudiences() {}

    static void write(Home home, int count) {
        Path folder = home.project().resolve("audiences");
        try {
            Files.createDirectories(folder);
            for (int i = 0; i < count; i++) {
                String name = "audience_" + i;
                Files.writeString(folder.resolve(name + ".yaml"), "name: " + name + "\nwhere: \"" + where(i) + "\"\n");
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String where(int number) {
        int size = 1 + number / KINDS;
        return switch (number % KINDS) {
            case 0 -> "count of 'Product Viewed' in last 30 days >= " + size;
            case 1 -> "sum of price of 'Product Viewed' > " + 20 * size + " and reachable by email";
            case 2 -> "count of 'Product Viewed' where price >= " + size + " in last " + (1 + size % 28) + " days >= 2";
            case 3 -> "last 'Product Viewed' within " + size + " days";
            default -> "plan = 'plan-" + size + "' or not email exists";
        };
    }
}
