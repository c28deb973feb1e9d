package org.halfsky.ops.journeys;

import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/** Where many tests run, the journeys among them, the house they share loads while the others use the other core. */
public final class HouseLoadsMeanwhile implements TestExecutionListener {

    private static final int MANY = 20;

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        long classes = plan.getRoots().stream().flatMap(root -> plan.getDescendants(root).stream())
                .filter(each -> each.getSource().orElse(null) instanceof ClassSource source
                        && source.getClassName().startsWith("org.halfsky.ops"))
                .count();
        if (classes > MANY) {
            Thread.ofPlatform().daemon().name("house of the journeys").start(RunningHalfsky::get);
        }
    }
}
