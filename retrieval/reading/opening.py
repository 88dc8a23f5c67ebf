"""Opening a model with what runs it: onnxruntime for a graph, NumPy for bare weights."""

from retrieval.errors import BadInput
from retrieval.reading.interface import Encoder
from retrieval.reading.model import Model


def open_model(model: Model, threads: int = 1) -> Encoder:
    """Return the encoder of a model; raise BadInput where its files are no model, or what runs it is not installed.

    `threads` goes for all of NumPy's matrix products from now on, in this process: left to itself its library takes every
    core, and on a busy machine its threads wait for each other several times as long as one of them would work.
    """
    try:
        from threadpoolctl import threadpool_limits

        from retrieval.reading.transformer import Transformer, TransformerEncoder

        transformer: Transformer
        if model.is_graph:
            from retrieval.reading.onnx import OnnxTransformer

            transformer = OnnxTransformer(model.weights, threads)
        else:
            from retrieval.reading.bert import Bert

            transformer = Bert(model.weights, model.config)
    except ImportError as error:
        raise BadInput(f"{model.folder}: this model needs {error.name}, which is not installed.") from None
    threadpool_limits(threads, user_api="blas")
    return TransformerEncoder(model, transformer)
