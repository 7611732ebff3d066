package io.tarn.server.live;

import io.tarn.loop.Progress;
import java.util.List;

/** Tells an operator how far it is, and keeps what is remarked for whoever asked. Confined to one thread. */
final class RemarkProgress implements Progress {
    private final StartProgress console = new StartProgress(System.err);
    private final List<String> remarks;

    RemarkProgress(List<String> remarks) {
        this.remarks = remarks;
    }

    @Override
    public void stage(String name) {
        console.stage(name);
    }

    @Override
    public void advance(long done, long total) {
        console.advance(done, total);
    }

    @Override
    public void note(String text) {
        remarks.add(text);
        console.note(text);
    }
}
