package io.tarn.loop.live;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import java.util.Optional;

/**
 * Lets a thread, and those that it starts, stand back for others on a busy machine: what nobody waits for must not slow
 * what somebody waits for. Java's own thread priorities do nothing on Linux without rights that Tarn does not ask for.
 */
final class BackgroundThread {
    /** Where all is busy, about a sixtieth of the share of a thread that does not stand back. */
    private static final int AS_FAR_AS_IT_GOES = 19;

    /** About a third of that share. */
    private static final int A_LITTLE = 5;

    /** For Linux, where a process id of 0 means the calling thread: see setpriority(2). */
    private static final int PRIO_PROCESS = 0;

    private BackgroundThread() {}

    /** The calling thread stands back from now on, as far as it goes. */
    static void standBack() {
        standBack(AS_FAR_AS_IT_GOES);
    }

    /** The calling thread stands back a little from now on: it gets on whatever else there is to do. */
    static void standBackALittle() {
        standBack(A_LITTLE);
    }

    private static void standBack(int nice) {
        if (System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")) {
            set(nice);
        }
    }

    private static void set(int nice) {
        Linker linker = Linker.nativeLinker();
        SymbolLookup standard = linker.defaultLookup();
        Optional<MemorySegment> function = standard.find("setpriority");
        if (function.isEmpty()) {
            return;
        }
        MethodHandle set = linker.downcallHandle(
                function.get(),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        try {
            // A refusal changes nothing but the pace.
            int _ = (int) set.invokeExact(PRIO_PROCESS, 0, nice);
        } catch (Throwable failure) {
            throw new IllegalStateException("A call without references cannot fail.", failure);
        }
    }
}
