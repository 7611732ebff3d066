package io.tarn.server.bench;

import io.tarn.server.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Campaigns to measure with, which want the same persons, under guardrails of every kind. */
final class BenchCampaigns {
    private BenchCampaigns() {}

    static void write(Home home, int count) {
        Path project = home.project();
        try {
            write(project.resolve("audiences/open_ticket.yaml"), """
                    name: open_ticket
                    where: "did 'Ticket Opened' in last 3 days"
                    """);
            write(project.resolve("templates/hello.yaml"), """
                    name: hello
                    subject: "Hello"
                    html: "<p>Hello</p>"
                    """);
            write(project.resolve("guardrails.yaml"), """
                    caps:
                    - {max: 4, in: 7 days}
                    - {max: 1, in: 20 hours, channel: email}
                    quiet_hours:
                    - {from: "21:00", until: "08:00"}
                    time_zone: Europe/Berlin
                    exclude: [open_ticket]
                    holdout: {share: 5%, name: everywhere, salt: everywhere}
                    """);
            for (int i = 0; i < count; i++) {
                write(project.resolve("campaigns/campaign_" + i + ".yaml"), """
                        name: campaign_%1$d
                        goal: {event: Order Completed, margin: %2$d}
                        trigger: {event: Product Viewed}
                        exclude: [converted]
                        steps:
                        - {name: first, delay: 2 days, channel: email, template: hello}
                        caps: [{max: 3, in: 30 days}]
                        holdout: 10%%
                        """.formatted(i, 10 + i));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
