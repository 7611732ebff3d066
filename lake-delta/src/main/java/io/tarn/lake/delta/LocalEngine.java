package io.tarn.lake.delta;

import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.MetricsReporter;
import java.util.List;

/** Kernel's engine on local files, without its reports of metrics: writing those as JSON costs more than the reads. */
final class LocalEngine extends DefaultEngine {
    LocalEngine() {
        super(new LocalFileIO());
    }

    @Override
    public List<MetricsReporter> getMetricsReporters() {
        return List.of();
    }
}
