"""The legal review of a set of works as of a day."""

from search_api.review.asking import FILTERS, MOST_REVIEWED, review_request
from search_api.review.desk import ReviewDesk, ReviewRequest

__all__ = ["FILTERS", "MOST_REVIEWED", "ReviewDesk", "ReviewRequest", "review_request"]
