"""The ML stage, alone and in pipelines that Python or Java saved."""

import pytest
from conftest import classic_only

pytestmark = classic_only


@pytest.fixture(scope="module")
def ml():
    pytest.importorskip("numpy", reason="pyspark.ml needs numpy")
    from activations.spark import ml

    return ml


@pytest.fixture(scope="module")
def numbers(spark):
    return spark.range(-1, 2).selectExpr("double(id) AS x")


def column(df, name):
    return [row[name] for row in df.orderBy("x").collect()]


def test_stage_adds_a_column(ml, numbers):
    stage = ml.ActivationTransformer(inputCol="x", outputCol="y", activation="leaky_relu(alpha=0.2)")
    assert column(stage.transform(numbers), "y") == [-0.2, 0.0, 1.0]
    assert "relu" in stage.explainParam("activation")


def test_wrong_activation_is_an_error_in_a_sentence(ml, numbers):
    stage = ml.ActivationTransformer(inputCol="x", outputCol="y", activation="gleu")
    with pytest.raises(Exception, match="unknown activation 'gleu'; did you mean elu or gelu?"):
        stage.transform(numbers)


def test_stage_saves_and_loads(ml, tmp_path):
    stage = ml.ActivationTransformer(inputCol="x", outputCol="y", activation="gelu")
    stage.save(str(tmp_path / "stage"))
    loaded = ml.ActivationTransformer.load(str(tmp_path / "stage"))
    assert (loaded.uid, loaded.getInputCol(), loaded.getOutputCol(), loaded.getActivation()) == (
        stage.uid,
        "x",
        "y",
        "gelu",
    )


def test_pipeline_of_python_loads_in_java_and_in_python(ml, spark, numbers, tmp_path):
    from pyspark.ml import Pipeline, PipelineModel

    stage = ml.ActivationTransformer(inputCol="x", outputCol="y", activation="leaky_relu(alpha=0.2)")
    folder = str(tmp_path / "model")
    Pipeline(stages=[stage]).fit(numbers).save(folder)

    loaded = PipelineModel.load(folder)
    assert isinstance(loaded.stages[0], ml.ActivationTransformer)
    assert column(loaded.transform(numbers), "y") == [-0.2, 0.0, 1.0]
    of_java = spark._jvm.org.apache.spark.ml.PipelineModel.load(folder).stages()[0]
    assert of_java.getClass().getName() == "dev.activations.spark.ml.ActivationTransformer"
    assert of_java.getActivation() == "leaky_relu(alpha=0.2)"


def test_pipeline_of_java_loads_in_python(ml, spark, numbers, tmp_path):
    from pyspark.ml import Pipeline, PipelineModel

    jvm = spark._jvm
    stages = spark.sparkContext._gateway.new_array(jvm.org.apache.spark.ml.PipelineStage, 1)
    stages[0] = jvm.dev.activations.spark.ml.ActivationTransformer().setInputCol("x").setOutputCol("y")
    pipeline = jvm.org.apache.spark.ml.Pipeline().setStages(stages)
    pipeline.write().save(str(tmp_path / "pipeline"))
    pipeline.fit(numbers._jdf).write().save(str(tmp_path / "model"))

    assert isinstance(Pipeline.load(str(tmp_path / "pipeline")).getStages()[0], ml.ActivationTransformer)
    loaded = PipelineModel.load(str(tmp_path / "model"))
    assert isinstance(loaded.stages[0], ml.ActivationTransformer)
    assert column(loaded.transform(numbers), "y") == [0.0, 0.0, 1.0]
