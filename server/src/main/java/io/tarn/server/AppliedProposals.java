package io.tarn.server;

import io.tarn.loop.gold.GoldOrder;
import io.tarn.loop.gold.Prepared;
import io.tarn.loop.gold.Prepared.PreparedSource;
import io.tarn.server.config.Project;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes what the profile agent proposed into the project, where people read and edit it. Confined to one thread. */
final class AppliedProposals implements GoldOrder.Definitions {
    private final Project project;
    private final List<Path> applied = new ArrayList<>();

    AppliedProposals(Project project) {
        this.project = project;
    }

    @Override
    public String hash() {
        return project.hash();
    }

    @Override
    public String settle(Prepared prepared) {
        for (PreparedSource source : prepared.sources()) {
            if (source.proposal().isPresent()) {
                project.apply(source);
                applied.add(project.file(source.definition().name()));
            }
        }
        return project.hash();
    }

    List<Path> applied() {
        return List.copyOf(applied);
    }
}
