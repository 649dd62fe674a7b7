# One command each. Every target makes the virtual environment and installs what it needs, once.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
READY := $(VENV)/.ready
DISPLAY_FREE := QT_QPA_PLATFORM=offscreen

.PHONY: demo run test lint bench faults fuzz coverage mutants audit screenshots pictures translations frozen deb setup clean

demo: $(READY)  ## The main job on the bundled samples: in a window, or without one where there is no display.
	$(PY) -m isic_desktop demo

run: $(READY)  ## Open the window.
	$(PY) -m isic_desktop

test: lint  ## Everything that must be true: style, types, import contracts, tests.
	$(DISPLAY_FREE) $(PY) -m pytest -n 2 --dist loadfile --max-worker-restart 0

lint: $(READY)
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(VENV)/bin/lint-imports

bench: $(READY)  ## Speed and memory, as ratios measured in one run; bench-output/bench.html and bench.json at the end.
	rm -f bench-output/bench.json
	failed=0; for file in tests/benchmarks/test_*.py; do \
		ISIC_BENCH_GO_ON=1 $(DISPLAY_FREE) $(PY) -m pytest $$file -m benchmark -s || failed=1; \
	done; exit $$failed

faults: $(READY)  ## Kills, full disks, drives that go, a long day: the long versions (ISIC_SEED, ISIC_KILLS, ISIC_HAUL).
	$(DISPLAY_FREE) $(PY) -m pytest tests/faults -m "long or not long" -s --timeout 20000

fuzz: $(READY)  ## Damaged files by the thousand through every reader.
	$(DISPLAY_FREE) $(PY) -m pytest tests/fuzz -m long -s --timeout 3600

screenshots: $(READY)  ## The pictures of README and user guide, from the real program.
	$(PY) packaging/make_screenshots.py
	$(PY) packaging/make_comfort_screenshots.py
	$(PY) packaging/make_gallery_screenshots.py
	$(PY) packaging/make_training_screenshots.py
	$(PY) packaging/make_model_screenshots.py
	$(PY) packaging/make_animation.py

pictures: $(READY)  ## Every window and state, in both themes, three densities, two languages: build/pictures, to be looked at.
	$(PY) packaging/make_every_picture.py build/pictures --all

translations: $(READY)  ## Gather the texts of the window for Qt Linguist, and compile what is translated.
	$(PY) packaging/make_translations.py

frozen: $(READY)  ## A folder with the program and all it needs, for machines without Python.
	$(PY) -m pip install --quiet --disable-pip-version-check -e '.[build]'
	$(PY) -m PyInstaller --noconfirm packaging/isic-desktop.spec
	$(PY) packaging/try_frozen.py dist/isic-desktop || test $$? = 3 # 3: it said that the window was not tried

deb: frozen  ## A package for Debian and Ubuntu.
	packaging/linux/build_deb.sh

coverage: $(READY)  ## Which branches the tests pass, in threads and started programs too; fails below the floors in pyproject.toml.
	@mkdir -p build/coverage
	$(DISPLAY_FREE) $(PY) -m pytest -n 2 --dist loadfile --max-worker-restart 0 --cov --cov-context=test --cov-report= \
	  --junitxml=build/coverage/times.xml
	$(PY) packaging/coverage_floor.py

mutants: $(READY)  ## Small faults planted one at a time: how many do the tests notice? After `make coverage`.
	$(PY) packaging/mutants.py

audit: $(READY)  ## Known vulnerabilities of all that is installed here. Asks pypi.org, and so needs the network.
	$(PY) -m pip install --quiet --disable-pip-version-check 'pip-audit>=2.7'
	@mkdir -p build
	$(PY) -m pip list --format=freeze --exclude-editable | sed 's/+.*//' > build/installed.txt
	$(PY) -m pip_audit --strict --no-deps --disable-pip --progress-spinner off -r build/installed.txt || \
	  { echo "Not audited in full: something is vulnerable, or pypi.org could not be asked (see above)."; exit 1; }

setup: $(READY)  ## Only make the environment.

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or later is needed; name it with: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 2; }
	@test -x $(PY) || $(PYTHON) -m venv $(VENV) || \
	  { echo "The virtual environment cannot be made; on Debian and Ubuntu: apt install python3-venv"; exit 2; }
	$(PY) -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@

clean:  ## Remove the environment and everything the tools left.
	rm -rf $(VENV) build dist demo-output bench-output .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
