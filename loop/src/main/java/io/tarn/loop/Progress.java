package io.tarn.loop;

import java.util.List;

/** Hears how far a run has come; tells a person. Called from the run's own thread. */
public interface Progress {
    /** Tells nobody. */
    Progress SILENT = new Progress() {
        @Override
        public void stage(String name) {}

        @Override
        public void advance(long done, long total) {}

        @Override
        public void note(String text) {}
    };

    /** Keeps what is noted, and tells nobody. */
    static Progress keeping(List<String> notes) {
        return new Progress() {
            @Override
            public void stage(String name) {}

            @Override
            public void advance(long done, long total) {}

            @Override
            public void note(String text) {
                notes.add(text);
            }
        };
    }

    /** A stage begins. */
    void stage(String name);

    /** So much of the stage is done. */
    void advance(long done, long total);

    /** Something that a person should know, without personal data. */
    void note(String text);
}
