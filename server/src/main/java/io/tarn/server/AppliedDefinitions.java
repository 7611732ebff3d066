package io.tarn.server;

import java.time.Duration;
import java.util.List;

/**
 * What came of taking definitions over.
 *
 * @param changes what is other than before; nothing was done where there are none
 * @param remarks what does not run or is not kept live, and why
 * @param took how long profiles stood still; events were taken meanwhile
 */
public record AppliedDefinitions(List<DefinitionChange> changes, List<String> remarks, Duration took) {
    public AppliedDefinitions {
        changes = List.copyOf(changes);
        remarks = List.copyOf(remarks);
    }
}
