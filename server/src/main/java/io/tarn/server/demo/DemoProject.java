package io.tarn.server.demo;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.server.Home;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The definitions that the demo's campaigns go by: files to look at, and to change. */
final class DemoProject {
    private static final List<String> FILES = List.of(
            "audiences/at_risk.yaml",
            "audiences/big_spenders.yaml",
            "audiences/browsing.yaml",
            "audiences/open_ticket.yaml",
            "audiences/reachable_shoppers.yaml",
            "campaigns/abandoned_cart.yaml",
            "campaigns/payment_help.yaml",
            "guardrails.yaml",
            "templates/cart_reminder.yaml",
            "templates/payment_help.yaml",
            "traits/mail_clicks.yaml");

    private DemoProject() {}

    /** Lays them into the project of a home. */
    static void write(Home home) {
        for (String file : FILES) {
            try (InputStream text = Objects.requireNonNull(
                    DemoProject.class.getResourceAsStream("/demo/project/" + file), "shipped with the demo")) {
                Path path = home.project().resolve(file);
                Files.createDirectories(Objects.requireNonNull(path.getParent()));
                Files.write(path, text.readAllBytes());
            } catch (IOException failure) {
                throw unwritable(home, failure);
            }
        }
    }

    /** Lets mail go to a mail server of this machine. */
    static void mailTo(Home home, int port) {
        try {
            Files.writeString(home.project().resolve("tarn.yaml"), """
                    # The mail server inside the demo: it keeps what it gets and shows it at /demo/mails.
                    engage:
                      smtp-host: 127.0.0.1
                      smtp-port: %d
                      from-address: hello@shop.example.com
                      from-name: Heron & Hale
                    """.formatted(port));
        } catch (IOException failure) {
            throw unwritable(home, failure);
        }
    }

    private static TarnException unwritable(Home home, IOException failure) {
        return new TarnException(
                ErrorCode.STORAGE_UNAVAILABLE,
                "The demo's project '" + home.project() + "' cannot be written: " + failure + ".",
                failure);
    }
}
