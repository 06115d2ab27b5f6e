"""Writes src/test/resources/derivative_moments.csv: E f'^2 under N(0,1) of every elementwise call. Needs mpmath."""
import pathlib

from mpmath import mp, mpf, nstr, quad

from elementwise import FUNCTIONS, normal_density

mp.prec = 120
FILE = pathlib.Path(__file__).parent.parent / 'resources' / 'derivative_moments.csv'


def mean_of_square(function):
    """Piecewise between hard places, and in powers of two and ten around 0, where steep gates open."""
    ends = {mpf(0), *(mpf(p) for p in function.places if abs(p) < 40)}
    for k in range(-42, 6): ends |= {mpf(2) ** k, -mpf(2) ** k}
    for k in range(24, 80): ends |= {mpf(k) / 2, -mpf(k) / 2}
    return quad(lambda z: function.derivative(z) ** 2 * normal_density(z), sorted(ends))


if __name__ == '__main__':
    with open(FILE, 'w') as file:
        file.write("call;mean of the squared derivative\n")
        for function in FUNCTIONS:
            file.write(f'{function.call};{nstr(mean_of_square(function), 15)}\n')
