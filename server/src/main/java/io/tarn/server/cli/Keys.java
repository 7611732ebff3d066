package io.tarn.server.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Keys that somebody presses, one at a time. Where a terminal cannot tell of single keys, each is ended by Enter. */
interface Keys extends AutoCloseable {
    /** The next key that is no blank; -1 when there will be none. */
    int next();

    @Override
    void close();

    /** Keys out of text, such as a script. */
    static Keys of(InputStream text) {
        return new Keys() {
            @Override
            public int next() {
                try {
                    int key = text.read();
                    while (key >= 0 && key <= ' ') {
                        key = text.read();
                    }
                    return key;
                } catch (IOException _) {
                    return -1;
                }
            }

            @Override
            public void close() {}
        };
    }

    /** Keys of the terminal at which this process runs, unechoed while this is open. */
    static Keys ofTerminal() {
        boolean single = turn("-icanon -echo min 1");
        Keys keys = of(System.in);
        return new Keys() {
            @Override
            public int next() {
                return keys.next();
            }

            @Override
            public void close() {
                if (single) {
                    turn("icanon echo");
                }
            }
        };
    }

    private static boolean turn(String settings) {
        Path terminal = Path.of("/dev/tty");
        if (!Files.isReadable(terminal)) {
            return false;
        }
        try {
            Process process = new ProcessBuilder(("stty " + settings).split(" "))
                    .redirectInput(terminal.toFile())
                    .redirectErrorStream(true)
                    .start();
            return process.waitFor(2, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
