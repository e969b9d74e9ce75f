# Every task of the project. A target says what it is for; how it is done stands in scripts/.
# Each target first installs what it needs and this machine lacks (scripts/setup.sh).

.DEFAULT_GOAL := help
.PHONY: help serve test dist bench fuzz coverage bench-page screenshot fmt clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

serve: ## Build the page, serve it at http://127.0.0.1:8080/ (PORT=… for another port), rebuild on change
	@scripts/serve.sh

test: ## Run every check (ONLY="lint native" for some of the steps)
	@scripts/test.sh $(ONLY)

dist: ## Build the page for publishing into dist/
	@scripts/dist.sh

bench: ## Measure the engine on synthetic meshes
	@cargo bench --bench engine

fuzz: ## Try more texts and links than `make test` does, optimised (CASES=… of each)
	@scripts/fuzz.sh

coverage: ## Measure which lines of the engine the tests run
	@scripts/coverage.sh

bench-page: ## Measure in a browser the time from a keystroke to the new rows
	@scripts/bench-page.sh

screenshot: ## Take the picture of the page that the README shows
	@scripts/screenshot.sh

fmt: ## Format the code
	@cargo fmt

clean: ## Remove everything that was built
	rm -rf target dist node_modules
