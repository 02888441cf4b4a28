"""Articles of a corpus become stories, bucket by bucket: blocking, bucket joins, connected components.

The same steps as :mod:`framing.stories` and the same stories; here no process holds more than some buckets. Articles
lie in buckets by their days, so that those that may report one event are in few of them. What can go wrong: a disk that
the processes of a cluster do not share.
"""
