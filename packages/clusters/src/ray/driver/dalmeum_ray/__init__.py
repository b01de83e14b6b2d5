"""The job of a sweep on a Ray cluster, on the cluster's own Python (3.10 or later) and with nothing but Ray."""
