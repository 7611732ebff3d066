package io.tarn.server.bench;

import io.tarn.server.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Audiences to measure with, as a company may have them: of eight, two look at the event that nearly all traffic is, four
 * at events that come seldom, and two at traits.
 */
final class BenchAudiences {
    private static final int KINDS = 8;
    private static final int[] WINDOWS = {7, 14, 30, 90};

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
            case 0 -> "count of 'Product Viewed' in last " + WINDOWS[size % WINDOWS.length] + " days >= " + 5 * size;
            case 1 -> "did 'Order Completed' in last " + size + " days and not did 'Ticket Opened' in last 3 days";
            case 2 -> "sum of total of 'Order Completed' > " + 20 * size + " and reachable by email";
            case 3 -> "plan = 'plan-" + size + "' or not email exists";
            case 4 -> "last 'Cart Updated' within " + size + " days and not did 'Order Completed' in last 1 day";
            case 5 -> "city = 'city-" + size + "' and email exists";
            case 6 -> "count of 'Email Opened' where campaign = 'c" + size + "' in last 14 days >= 2";
            default -> "last 'Product Viewed' within " + size + " days";
        };
    }
}
