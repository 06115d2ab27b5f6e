-- What the README shows. FirstQueriesTest runs each query and compares with the rows below it.
SELECT relu(-1.0D) AS a, gelu(array(1f, -2f)) AS b, leaky_relu(x => -2.0D, alpha => 0.2D) AS c;
-- {"a":0.0,"b":[0.841192,-0.045402307],"c":-0.4}
SELECT id, softmax(array(id, 1, 0))[0] > 0.5 AS sure FROM range(3) WHERE sigmoid(id - 1) >= 0.5;
-- {"id":1,"sure":false} {"id":2,"sure":true}
SELECT avg(relu_derivative(pre)) AS passing FROM VALUES (0.5D), (-1D), (2D), (NULL) AS layer(pre);
-- {"passing":0.6666666666666666}
SELECT silu(array(0.5, NULL, -1)) AS y;
-- {"y":[0.3112296656009273,null,-0.2689414213699951]}
SELECT swish(x, beta => b) AS y FROM VALUES (1D, 0D), (1D, 1D) AS t(x, b);
-- {"y":0.5} {"y":0.7310585786300049}
