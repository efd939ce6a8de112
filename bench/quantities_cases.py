"""placeholder"""
def score(): return {}, ()
