package io.tarn.server.cli;

import io.tarn.server.House;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What commands share that give a verdict on what their arguments name, or take one back. */
final class JudgingOptions {
    @Mixin
    private HomeOption home = new HomeOption();

    @Option(names = "--undo", paramLabel = "VERDICT", description = "Take a verdict back instead.")
    private @Nullable String undo;

    /** Gives a verdict, and prints what comes of it. */
    @FunctionalInterface
    interface Giving {
        void give(House house, Judging judging, PrintWriter out);
    }

    /** Takes back what {@code --undo} names, or else gives a verdict. */
    int judge(PrintWriter out, Giving giving) {
        try (House house = House.open(home.home().existing());
                Judging judging = new Judging(house)) {
            if (undo != null) {
                out.println(judging.takeBack(undo));
            } else {
                giving.give(house, judging, out);
            }
            out.flush();
        }
        return ExitCode.DONE.number();
    }
}
