package io.tarn.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A source grows: what its later files hold beside the known columns reaches gold, unless a person says otherwise. */
final class NewColumnsTest {
    private static final String HEADER = "id,first_name,last_name,email";
    private static final String TIERS =
            "SELECT attributes['loyalty_tier'] FROM silver.records WHERE attributes['loyalty_tier'] IS NOT NULL"
                    + " ORDER BY 1";

    @TempDir
    private Path folder;

    private Path home;
    private Path data;
    private Path definition;

    @BeforeEach
    void makeAHome() throws IOException {
        home = folder.resolve("home");
        data = Files.createDirectories(folder.resolve("data"));
        definition = home.resolve("project/sources/crm.yaml");
    }

    @Test
    void bringsANewColumnOfALaterFileToGold() throws IOException {
        land("a.csv", HEADER + "\n1,Ann,Lee,ann@a.example\n2,Bob,Ray,bob@a.example\n");
        add();
        unify();
        String mapped = Files.readString(definition);
        String edited = "# Ask Ines.\n" + mapped.replace("    trait: email\n", "    trait: email # the private one\n");
        Files.writeString(definition, edited);
        land("b.csv", HEADER + ",loyalty_tier,phone\n3,Cat,Fox,cat@a.example,gold,+49 30 123456\n");

        CommandLineRun second = unify();

        assertThat(second.err())
                .contains("note: Source 'crm' has 2 new columns that its mapping lacks: loyalty_tier (")
                .contains("Proposed for sources/crm.yaml; name what is to be left out under 'ignored' there.");
        assertThat(second.out()).contains("New         crm.loyalty_tier = ");
        assertThat(Files.readString(definition)).startsWith(edited).contains("  - column: loyalty_tier\n");
        assertThat(CommandLineRun.rows(home, TIERS))
                .as(Files.readString(definition))
                .containsExactly("gold");
        assertThat(CommandLineRun.rows(home, "SELECT loyalty_tier, phone FROM gold.customers WHERE phone IS NOT NULL"))
                .containsExactly("gold,+4930123456");
        String settled = Files.readString(definition);

        assertThat(unify().out()).startsWith("Nothing has changed since run ");
        assertThat(CommandLineRun.at(home, "unify", "--again").exitCode()).isZero();
        assertThat(Files.readString(definition)).isEqualTo(settled);
    }

    @Test
    void leavesOutWhatAPersonTookOutOrIgnores() throws IOException {
        land("a.csv", HEADER + ",nickname\n1,Ann,Lee,ann@a.example,Annie\n2,Bob,Ray,bob@a.example,Bobby\n");
        add();
        unify();
        String mapped = Files.readString(definition);
        String without = mapped.replaceFirst("(?s)  - column: nickname\n.*", "")
                .replace("columns:\n", "ignored: [loyalty_tier]\ncolumns:\n");
        Files.writeString(definition, without);
        land("b.csv", HEADER + ",nickname,loyalty_tier\n3,Cat,Fox,cat@a.example,Kitty,gold\n");

        CommandLineRun second = unify();

        assertThat(second.err()).doesNotContain("new column");
        assertThat(Files.readString(definition)).isEqualTo(without);
        assertThat(CommandLineRun.rows(home, "SELECT label FROM silver.columns WHERE tag IS NULL ORDER BY 1"))
                .containsExactly("nickname");
        assertThat(CommandLineRun.rows(home, TIERS)).isEmpty();
    }

    @Test
    void bringsANewFieldInsideOfNestedJsonToGold() throws IOException {
        land("a.json", """
                {"id": 1, "email": "ann@a.example", "home": {"city": "Ulm", "postcode": "89073"}}
                {"id": 2, "email": "bob@a.example", "home": {"city": "Bonn", "postcode": "53111"}}
                """);
        add();
        unify();
        land("b.json", """
                {"id": 3, "email": "cat@a.example", "home": {"city": "Kiel", "postcode": "24103", "floor_color": "red"}}
                """);

        CommandLineRun second = unify();

        assertThat(second.err()).contains("has a new column that its mapping lacks: home.floor_color (");
        assertThat(Files.readString(definition)).contains("  - column: home\n    path: [floor_color]\n");
        assertThat(CommandLineRun.rows(
                        home, "SELECT home_floor_color FROM gold.customers WHERE home_floor_color IS NOT NULL"))
                .containsExactly("red");
        assertThat(unify().out()).startsWith("Nothing has changed since run ");
    }

    @Test
    void waitsForApprovalOfNewColumns() throws IOException {
        land("a.csv", HEADER + "\n1,Ann,Lee,ann@a.example\n");
        add();
        unify();
        String mapped = Files.readString(definition);
        land("b.csv", HEADER + ",loyalty_tier\n3,Cat,Fox,cat@a.example,gold\n");

        CommandLineRun stopped = CommandLineRun.at(home, "unify", "--require-approval");

        assertThat(stopped.exitCode()).isEqualTo(1);
        assertThat(Files.readString(definition)).isEqualTo(mapped);
        Path proposal = home.resolve("project/proposals/crm.yaml");
        assertThat(proposal).content().startsWith("# Proposed for sources/crm.yaml as it was (");

        Files.writeString(definition, mapped + "# a person was here\n");
        CommandLineRun late = CommandLineRun.at(home, "source", "approve", "crm");
        assertThat(late.exitCode()).isEqualTo(1);
        assertThat(late.err())
                .contains("The definition of source 'crm' has changed since this was proposed for it. Have it proposed"
                        + " anew with: tarn unify --require-approval");

        Files.writeString(definition, mapped);
        assertThat(CommandLineRun.at(home, "source", "approve", "crm").exitCode())
                .isZero();
        assertThat(Files.readString(definition)).startsWith(mapped).contains("loyalty_tier");
        assertThat(CommandLineRun.at(home, "unify", "--require-approval").exitCode())
                .isZero();
        assertThat(CommandLineRun.rows(home, TIERS))
                .as(Files.readString(definition))
                .containsExactly("gold");
    }

    private CommandLineRun unify() {
        CommandLineRun run = CommandLineRun.at(home, "unify");
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run;
    }

    private void add() {
        CommandLineRun added = CommandLineRun.at(home, "source", "add", "crm", data.toString(), "--key", "id");
        assertThat(added.exitCode()).as(added.err()).isZero();
    }

    private void land(String file, String text) throws IOException {
        Path part = folder.resolve(file);
        Files.writeString(part, text);
        Files.move(part, data.resolve(file));
    }
}
