package dev.activations.jobs;

import java.util.stream.IntStream;

/** Logs of deep networks, many runs and long names, of which a few layers are dead and the others well. */
public final class SickAmongHealthy {

    private SickAmongHealthy() {}

    /** One run of so many ReLU layers of four units at one step, of which those at the given depths are dead. */
    public static Report of(int layers, Integer... dead) {
        return run(TestLog.log(), "", layers, dead).diagnosed();
    }

    /** So many runs of three layers, of which the second is dead in every other run. */
    public static Report runs(int runs) {
        TestLog log = TestLog.log();
        for (int r = 0; r < runs; r++) {
            log = run(log, "run-%02d".formatted(r), 3, r % 2 == 0 ? new Integer[] {1} : new Integer[0]);
        }
        return log.diagnosed();
    }

    /** One run of six layers whose names, and the run's, have 60 characters and no dots. */
    public static Report longNames() {
        TestLog log = TestLog.log().run("a_run_whose_name_" + "is_long_".repeat(6) + "indeed");
        for (int depth = 0; depth < 6; depth++) {
            log = log.layer("a_layer_" + "whose_name_is_long_".repeat(3) + depth, depth, "relu")
                    .posts(300, 0f, depth % 2 == 0 ? 0f : 1f, 0.5f, 0f);
        }
        return log.diagnosed();
    }

    /** Attention with two heads, a hidden layer with a logged gradient, and a softmax at the end, at two steps. */
    public static Report otherKinds() {
        return ActivationDiagnostics.on(
                        Sessions.shared()
                                .sql(
                                        """
                                SELECT 'attention' AS layer, 0 AS depth, 'softmax' AS activation, id DIV 20 AS step, id % 20 AS sample,
                                  array(0.5F, 0.5F, 0.9F, 0.1F, 0.99F, 0.01F, 1F, 0F) AS post, array(2, 2, 2) AS shape, CAST(NULL AS ARRAY<FLOAT>) AS gradient
                                FROM range(40) UNION ALL
                                SELECT 'hidden', 1, 'tanh', id DIV 20, id % 20, array(float(id % 3 / 3), -0.5F), NULL, array(0.1F, 0.2F) FROM range(40)
                                UNION ALL
                                SELECT 'output', 2, 'softmax', id DIV 20, id % 20, array(0.2F, 0.8F), NULL, NULL FROM range(40)"""))
                .run();
    }

    private static TestLog run(TestLog log, String run, int layers, Integer... dead) {
        TestLog all = log.run(run);
        for (int depth = 0; depth < layers; depth++) {
            all = all.layer("encoder.%d.mlp.act".formatted(depth), depth, "relu");
            int at = depth;
            boolean isDead = IntStream.range(0, dead.length).anyMatch(i -> dead[i] == at);
            all = isDead
                    ? all.posts(300, 0f, 0f, 0f, 0f)
                    : all.posts(150, 0.5f, 0f, 1f, 0.2f).posts(150, 0f, 0.7f, 0.1f, 0.3f);
        }
        return all;
    }
}
