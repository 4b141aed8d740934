"""Measurements, not tests: run with `pytest tests/benchmarks -o python_files='bench_*.py'`. Ratios to a floor
measured in the same run."""
