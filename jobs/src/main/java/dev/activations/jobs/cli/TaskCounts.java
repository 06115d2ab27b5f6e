package dev.activations.jobs.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.StageInfo;
import scala.jdk.javaapi.CollectionConverters;

/** How many of the tasks of Spark's latest jobs are done; tasks that failed and run again do not count twice. */
final class TaskCounts extends SparkListener {

    private final Map<Integer, List<Integer>> stagesOfJob = new HashMap<>();
    private final Map<Integer, Integer> tasks = new HashMap<>();
    private final Map<Integer, Integer> done = new HashMap<>();

    /** Starts counting again from zero. */
    synchronized void forget() {
        stagesOfJob.clear();
        tasks.clear();
        done.clear();
    }

    /** The share of the tasks that are done, from 0 to 1; 0 where there are none. */
    synchronized double share() {
        int all = tasks.values().stream().mapToInt(Integer::intValue).sum();
        int ended = done.values().stream().mapToInt(Integer::intValue).sum();
        return all == 0 ? 0 : Math.min(1, (double) ended / all);
    }

    @Override
    public synchronized void onJobStart(SparkListenerJobStart job) {
        List<StageInfo> stages = CollectionConverters.asJava(job.stageInfos());
        stagesOfJob.put(job.jobId(), stages.stream().map(StageInfo::stageId).toList());
        stages.forEach(stage -> tasks.put(stage.stageId(), stage.numTasks()));
    }

    /** Stages whose output existed already are skipped. */
    @Override
    public synchronized void onJobEnd(SparkListenerJobEnd job) {
        stagesOfJob.getOrDefault(job.jobId(), List.of()).forEach(stage -> done.put(stage, tasks.get(stage)));
    }

    @Override
    public synchronized void onTaskEnd(SparkListenerTaskEnd task) {
        if (task.taskInfo().successful() && tasks.containsKey(task.stageId())) {
            done.merge(task.stageId(), 1, Integer::sum);
        }
    }
}
