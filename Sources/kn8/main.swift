print("kn8")
