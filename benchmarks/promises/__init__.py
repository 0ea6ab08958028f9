"""What is promised, and which module measures it?"""
