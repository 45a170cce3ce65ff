"""Judge acts and courses against rules of law, under competing readings."""

from steelyard.law.book import Law
from steelyard.law.check import check_law
from steelyard.law.check_casebook import check_casebook
from steelyard.law.course import CourseRuling, Gate, admissible, judge_course
from steelyard.law.flips import Flip, flips
from steelyard.law.judge import judge
from steelyard.law.loader import load_law
from steelyard.law.matrix import Matrix, matrix
from steelyard.law.near import NearMiss, near_misses
from steelyard.law.ruling import NOTICE, Ruling
from steelyard.law.source import law_of
from steelyard.law.timeline import timeline
from steelyard.law.turning import TurningPoint, turning_points
from steelyard.law.why import Why, why

__all__ = [
    "NOTICE",
    "CourseRuling",
    "Flip",
    "Gate",
    "Law",
    "Matrix",
    "NearMiss",
    "Ruling",
    "TurningPoint",
    "Why",
    "admissible",
    "check_casebook",
    "check_law",
    "flips",
    "judge",
    "judge_course",
    "law_of",
    "load_law",
    "matrix",
    "near_misses",
    "timeline",
    "turning_points",
    "why",
]
