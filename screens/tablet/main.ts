import "../shared/design/fonts.css";
import "../shared/design/tokens.css";
import "../shared/design/base.css";

import { mount } from "svelte";

import Tablet from "./Tablet.svelte";

mount(Tablet, { target: document.body });
