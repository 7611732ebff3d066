package io.tarn.server.live;

import io.tarn.loop.Progress;
import java.io.PrintStream;

/** Tells an operator what a server does before it answers, a line each tenth of the way. Confined to one thread. */
final class StartProgress implements Progress {
    private static final int TENTHS = 10;

    private final PrintStream err;
    private String stage = "";
    private long told;

    StartProgress(PrintStream err) {
        this.err = err;
    }

    @Override
    public void stage(String name) {
        stage = name;
        told = 0;
        err.println("tarn: " + name);
    }

    @Override
    public void advance(long done, long total) {
        long tenths = total == 0 ? 0 : done * TENTHS / total;
        if (tenths > told) {
            told = tenths;
            err.println("tarn: " + stage + ", " + TENTHS * tenths + " %");
        }
    }

    @Override
    public void note(String text) {
        err.println("tarn: " + text);
    }
}
