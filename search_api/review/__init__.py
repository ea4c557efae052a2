"""The legal review of a set of works as of a day."""

from search_api.review.desk import ReviewDesk, ReviewRequest

__all__ = ["ReviewDesk", "ReviewRequest"]
