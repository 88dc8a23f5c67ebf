from retrieval.reading.installing.catalogue import family_of, known_by_source, known_by_weights, known_models


def test_every_known_model_is_found_by_its_source_and_by_its_weights():
    assert known_models()
    for one in known_models():
        assert known_by_source(one.source) is one
        assert known_by_weights(one.weights) is one
        assert one.licence


def test_the_first_name_that_tells_of_a_family_decides():
    assert family_of("model.jar", "lib/e5-small-v2-q.onnx").question == "query: "
    assert family_of("base5-small", "face5-large") is None
